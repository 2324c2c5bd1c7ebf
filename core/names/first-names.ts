/**
 * First names that many people bear in Denmark, Norway and among those who live there, and that are no everyday words in
 * Danish, Norwegian or English. Only for names that begin a sentence; elsewhere a capital letter gives them away.
 */
export const FIRST_NAMES: ReadonlySet<string> = new Set(
  (
    'Ahmad Ahmed Aksel Albert Alexander Alfred Ali Alma Amalie Amina Amir Anders Andrea Andreas Anette Anja Ann Anna ' +
    'Anne Annette Anton Arne Arthur Asger Astrid Aurora Axel Bente Berit Birgit Birgitte Bjarne Bjørn Camilla ' +
    'Carl Caroline Casper Cecilie Charlotte Christian Christina Clara Daniel David Ditte Dorte Dorthe Ebba Egil Einar ' +
    'Eirik Elias Elin Elisabeth Ella Ellen Elsa Emil Emilie Emma Erik Espen Esther Eva Fatima Filip Fredrik ' +
    'Frederik Frida Frode Geir Gitte Grethe Gunnar Gustav Hamza Hanna Hannah Hanne Hans Harald Hassan Heidi Helena ' +
    'Helene Helle Henning Henrik Henriette Ibrahim Ida Inge Inger Ingrid Irene Isabella Ivar Jacob Jakob James ' +
    'Janne Jannik Jens Jeppe Jesper Jette Johan Johanne Johannes John Jon Jonas Jonathan Josefine Julia Julie Jørgen ' +
    'Jørn Kaja Karen Kari Karin Karl Karoline Kasper Katrine Kenneth Kim Kirsten Kirstine Kjell Klara Knud Knut ' +
    'Kristian Kristin Kristina Kristine Kristoffer Kurt Lars Laura Laurits Lea Leif Lena Lene Leo Leon Linnea ' +
    'Lis Lisbeth Lise Lone Lotte Louise Lucas Ludvig Lukas Luna Lærke Mads Magnus Maja Malene Malthe Marcus Maren ' +
    'Margit Maria Mariam Marianne Marie Marit Markus Martin Mary Mathias Mathilde Mats Matteo Maya Merete Mette ' +
    'Michael Mikkel Mohamad Mohamed Mohammad Mohammed Mona Monica Morten Muhammad Nanna Niels Nils Nina Nora Noah Ole ' +
    'Oliver Olav Olivia Omar Oscar Oskar Patrick Paul Peder Pernille Peter Petter Philip Pia Poul Preben Ragnar ' +
    'Ragnhild Randi Rasmus Rikke Rita Robert Roger Rolf Ruth Samuel Sander Sanne Sara Sarah Sebastian Selma Sigrid ' +
    'Sigurd Silje Simon Sissel Siv Sofia Sofie Solveig Sophia Sophie Steen Steinar Stian Stine Susanne Svein Svend ' +
    'Søren Tanja Terje Thea Theo Theodor Thomas Thor Tina Tobias Tom Tommy Torben Torben Trine Trond Tuva ' +
    'Ulla Ulrik Valdemar Vibeke Victor Viktor Vilde Viljar William Yasmin Yusuf Øyvind Øystein Åse'
  ).split(' '),
);
