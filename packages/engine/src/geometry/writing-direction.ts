/** Letters and marks of scripts written from right to left. */
const rightToLeft = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
/** What has a direction of its own: digits, signs and emoji take that of their surroundings. */
const strong = /[\p{Letter}\u200e\u200f\u061c]/u

/** Whether a paragraph runs from right to left: its first letter decides, as in the fields of browsers. */
export function runsRightToLeft(paragraph: string): boolean {
  const [first] = strong.exec(paragraph) ?? []
  return first !== undefined && rightToLeft.test(first)
}

/**
 * A line for readers who know nothing of its paragraph: marks of Unicode around it say how it runs, which every painter of text
 * understands. Lines that could not be taken for anything else stay as they are.
 */
export function isolated(line: string, isRightToLeft: boolean): string {
  if (isRightToLeft) return `\u2067${line}\u2069`
  return rightToLeft.test(line) ? `\u2066${line}\u2069` : line
}
