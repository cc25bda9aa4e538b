/** Count words as a reader does: runs of anything between white space. */
export const countWords = (text: string): number => text.trim().split(/\s+/).filter(Boolean).length;
