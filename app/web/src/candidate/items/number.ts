const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?$/;

/**
 * Read a number as people type it: `0.5`, `0,5`, `1e-5`, `-3`, `1 000`. Undefined when it is none.
 *
 * One comma or point is the decimal sign; two of them could mean two numbers, so that is not guessed at.
 */
export function parseNumber(typed: string): number | undefined {
  const compact = typed
    .trim()
    .replace(/[\s\u00a0\u202f']/g, "")
    .replace(/\u2212/g, "-");
  if (!NUMBER.test(compact)) return undefined;
  const value = Number(compact.replace(",", "."));
  return Number.isFinite(value) ? value : undefined;
}
