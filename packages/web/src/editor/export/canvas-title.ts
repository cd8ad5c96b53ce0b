const notInNames = /[\\/:*?"<>|\p{Cc}]+/gu

/** What the canvas is called, as files may be called: the page's title without the product's name. */
export function canvasTitle(): string {
  const title = document.title
    .replace(/ · FlowState$/, '')
    .replaceAll(notInNames, ' ')
    .trim()
  return title.slice(0, 100) || 'canvas'
}
