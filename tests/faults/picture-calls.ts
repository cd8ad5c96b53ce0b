import type { SharedCanvas } from './public-api.ts'

/** Pictures of a canvas as its owner puts and gets them, over plain HTTP. */
export interface PictureCalls {
  upload(png: Buffer): Promise<Response>
  download(id: string): Promise<Response>
}

/** @param url of the server that runs now: it is another one after a restart */
export function pictureCalls(url: () => string, { canvasId, owner }: SharedCanvas): PictureCalls {
  const assets = () => `${url()}/api/v1/canvases/${canvasId}/assets`
  const authorization = `Bearer ${owner.token}`
  return {
    upload: (png) =>
      fetch(assets(), {
        method: 'POST',
        headers: { authorization, 'content-type': 'image/png' },
        body: new Uint8Array(png),
      }),
    download: (id) => fetch(`${assets()}/${id}`, { headers: { authorization } }),
  }
}

export const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer())
