/** What a figure says to those who do not see it. Without a title it is decoration and hidden. */
export type FigureWords = { title?: string | undefined; desc?: string | undefined };
