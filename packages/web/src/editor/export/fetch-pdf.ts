import type { RestClient } from '@flowstate/client'
import type { CanvasId, Theme } from '@flowstate/engine'
import { canvasTitle } from './canvas-title.ts'

/** The canvas as a PDF, as the server has it: lines at any size, frames as pages. Throws RestError. */
export async function fetchPdf(
  rest: RestClient,
  canvasId: CanvasId,
  look: { readonly theme: Theme; readonly background: boolean },
): Promise<File> {
  const query = new URLSearchParams({ theme: look.theme, background: String(look.background) })
  const pdf = await rest.download(`/canvases/${canvasId}/export.pdf?${query}`)
  return new File([pdf], `${canvasTitle()}.pdf`, { type: 'application/pdf' })
}
