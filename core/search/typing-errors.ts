/**
 * How many typing errors (a letter left out, put in, exchanged, or two swapped) lie between `typed` and `word`, and
 * between `typed` and the nearest beginning of `word`; each is `most + 1` when there are more than `most`.
 * Optimal string alignment distance: Boytsov, "Indexing methods for approximate dictionary searching", 2011.
 */
export function typingErrors(typed: string, word: string, most: number): { whole: number; beginning: number } {
  const far = most + 1;
  if (typed.length > word.length + most) return { whole: far, beginning: far };
  let before: number[] = [];
  let above = Array.from({ length: word.length + 1 }, (_, column) => column);
  for (let row = 1; row <= typed.length; row += 1) {
    const here = [row];
    let least = row;
    for (let column = 1; column <= word.length; column += 1) {
      const same = typed[row - 1] === word[column - 1];
      let errors = Math.min(
        (above[column - 1] ?? far) + (same ? 0 : 1),
        (above[column] ?? far) + 1,
        (here[column - 1] ?? far) + 1,
      );
      const swapped =
        row > 1 && column > 1 && typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1];
      if (swapped) errors = Math.min(errors, (before[column - 2] ?? far) + 1);
      here.push(errors);
      least = Math.min(least, errors);
    }
    if (least > most) return { whole: far, beginning: far };
    before = above;
    above = here;
  }
  return { whole: Math.min(above[word.length] ?? far, far), beginning: Math.min(...above, far) };
}
