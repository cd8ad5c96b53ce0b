/**
 * A file let go of where nothing takes it would be opened by the browser in the place of the page. Call once.
 */
export function keepPageFromFiles(): void {
  const refuse = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
  }
  addEventListener('dragover', refuse)
  addEventListener('drop', refuse)
}
