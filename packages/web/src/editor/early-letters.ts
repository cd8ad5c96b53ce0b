/** Letters typed into a text whose field is still on its way. */
let letters = ''

/** Keeps what a key would have written; other keys mean nothing yet. */
export function keepEarlyLetter(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || [...event.key].length !== 1) return
  event.preventDefault()
  letters += event.key
}

/** What was typed so far, once. */
export function takeEarlyLetters(): string {
  const taken = letters
  letters = ''
  return taken
}
