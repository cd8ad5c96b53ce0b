import { canvasFile, writeSvg } from '@flowstate/engine'
import type { Editor } from '../editor.ts'
import { withSceneInPng } from '../import/png-scene.ts'
import { withSceneInSvg } from '../import/svg-scene.ts'
import { createTextMeasurer } from '../measure-text.ts'
import { canvasTitle } from './canvas-title.ts'
import type { ExportOptions, LocalFormat, PictureOptions } from './export-options.ts'
import { type GatheredPictures, gatherPictures, picturesAsText } from './gather-pictures.ts'
import { paintPicture, pictureFrame } from './paint-picture.ts'
import { areaOfFrameAlone } from './picture-area.ts'

/** An export the page makes itself. */
export type LocalExport = ExportOptions & { readonly format: LocalFormat }

const types: { readonly [Format in LocalFormat]: string } = {
  png: 'image/png',
  svg: 'image/svg+xml',
  json: 'application/json',
}

async function sceneText(editor: Editor, options: LocalExport, pictures: GatheredPictures): Promise<string> {
  const { canvasId } = editor.images
  const file = canvasFile(editor.port.view(), {
    name: canvasTitle(),
    ...(canvasId !== null && { canvasId }),
    ...(options.ids !== null && { ids: options.ids }),
    assets: await picturesAsText(pictures),
  })
  return JSON.stringify(file)
}

function packed(canvas: HTMLCanvasElement): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}

/** A PNG of the canvas; null where there is nothing to see, or where the browser cannot pack it. */
export async function makePng(
  editor: Editor,
  options: PictureOptions,
  pictures: GatheredPictures,
): Promise<Blob | null> {
  const frame = pictureFrame(editor, options)
  if (frame === null) return null
  return packed(await paintPicture(editor, frame, { look: options, pictures }))
}

/** An SVG of the canvas with real text and its pictures inside. */
export async function makeSvg(
  editor: Editor,
  options: PictureOptions,
  pictures: GatheredPictures,
): Promise<string> {
  const { ids, theme, background } = options
  const texts = await picturesAsText(pictures)
  const area = areaOfFrameAlone(editor.port.view(), ids)
  return writeSvg(editor.port.view(), {
    theme,
    background,
    ...(ids !== null && { ids }),
    ...(area !== null && { area }),
    measureWidth: createTextMeasurer().measure,
    image: (assetId) => {
      const picture = texts[assetId]
      return picture === undefined ? null : `data:${picture.type};base64,${picture.data}`
    },
  })
}

async function bytesOf(editor: Editor, options: LocalExport): Promise<BlobPart | null> {
  const pictures = await gatherPictures(editor, options.ids)
  const scene = options.format === 'json' || options.embed ? await sceneText(editor, options, pictures) : null
  if (options.format === 'json') return scene
  if (options.format === 'svg') {
    const svg = await makeSvg(editor, options, pictures)
    return scene === null ? svg : withSceneInSvg(svg, scene)
  }
  const png = await makePng(editor, options, pictures)
  if (png === null || scene === null) return png
  return withSceneInPng(new Uint8Array(await png.arrayBuffer()), scene)
}

/** A file of the canvas; null where there is nothing to see. */
export async function makeExport(editor: Editor, options: LocalExport): Promise<File | null> {
  const bytes = await bytesOf(editor, options)
  if (bytes === null) return null
  const ending = options.format === 'json' ? 'flowstate.json' : options.format
  return new File([bytes], `${canvasTitle()}.${ending}`, { type: types[options.format] })
}
