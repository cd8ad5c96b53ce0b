import type { StandalonePage } from '../render-page.ts'

/** The place the whiteboard is mounted in. */
export function appElement(): HTMLElement {
  const element = document.getElementById('app')
  if (element === null) throw new Error('the page has no place for the whiteboard')
  return element
}

/** Offers the page to the benchmark once what was put off while mounting is over. */
export function offerPage(page: StandalonePage): void {
  setTimeout(() => {
    window.renderPage = page
  }, 1_000)
}
