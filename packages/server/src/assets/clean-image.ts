import { err, type Result } from '@flowstate/engine'
import type { ImageType } from '@flowstate/protocol'
import { brandsOf, readAvif } from './avif-image.ts'
import { readGif } from './gif-image.ts'
import { readBig, readLetters } from './image-bytes.ts'
import type { CleanImage, ImageReader, ImageRefusal } from './image-type.ts'
import { readJpeg } from './jpeg-image.ts'
import { readPng } from './png-image.ts'
import { readWebp } from './webp-image.ts'

const readers: { readonly [Type in ImageType]: ImageReader } = {
  'image/png': readPng,
  'image/jpeg': readJpeg,
  'image/webp': readWebp,
  'image/gif': readGif,
  'image/avif': readAvif,
}

/** What the first bytes say a file is, whatever its sender says; null for everything else. */
function typeOf(bytes: Uint8Array): ImageType | null {
  if (readBig(bytes, 0, 4) === 0x89504e47 && readBig(bytes, 4, 4) === 0x0d0a1a0a) return 'image/png'
  if (readBig(bytes, 0, 3) === 0xffd8ff) return 'image/jpeg'
  if (/^GIF8[79]a$/.test(readLetters(bytes, 0, 6))) return 'image/gif'
  if (readLetters(bytes, 0, 4) === 'RIFF' && readLetters(bytes, 8, 4) === 'WEBP') return 'image/webp'
  return brandsOf(bytes).some((brand) => brand === 'avif' || brand === 'avis') ? 'image/avif' : null
}

function unsupported(bytes: Uint8Array): ImageRefusal {
  const code = 'unsupported_image'
  if (/^\s*(<\?xml|<!--|<!doctype|<svg)/i.test(readLetters(bytes, 0, 200).replace('\u00ef\u00bb\u00bf', '')))
    return { code, detail: 'SVG pictures are not taken yet, because they can carry code; send it as PNG' }
  if (brandsOf(bytes).some((brand) => /^(hei|hev|mif1|msf1)/.test(brand)))
    return { code, detail: 'HEIC pictures are not shown by browsers; send it as JPEG' }
  return { code, detail: 'Pictures are taken as PNG, JPEG, WebP, GIF and AVIF' }
}

/**
 * Reads an uploaded file as what its bytes are, from end to end, and leaves out everything that is not the picture.
 * @param pixelsMax a picture of more is refused: a small file can unpack to gigabytes
 */
export function cleanImage(
  bytes: Uint8Array,
  pixelsMax: number,
): Result<CleanImage, ImageRefusal | { readonly code: 'too_large'; readonly detail: string }> {
  const type = typeOf(bytes)
  if (type === null) return err(unsupported(bytes))
  const image = readers[type](bytes)
  if (!image.ok) return image
  const { width, height } = image.value
  if (width < 1 || height < 1) return err({ code: 'bad_image', detail: 'The picture has no pixels' })
  if (width * height > pixelsMax)
    return err({
      code: 'too_large',
      detail: `A picture has ${Math.floor(pixelsMax / 100_000) / 10} million pixels at most`,
    })
  return image
}
