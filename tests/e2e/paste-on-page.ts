import type { Page } from 'playwright-core'

/** A paste onto the canvas as the browser tells of it, with plain and rich text. */
export function pasteOn(page: Page, text: string, html = ''): Promise<void> {
  return page.evaluate(
    ([plain, rich]) => {
      const transfer = new DataTransfer()
      transfer.setData('text/plain', plain)
      transfer.setData('text/html', rich)
      const event = new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true })
      document.querySelector('[role=application]')?.dispatchEvent(event)
    },
    [text, html] as const,
  )
}
