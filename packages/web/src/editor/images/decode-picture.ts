import type { DecodedPicture, SizeStep } from './picture-cache.ts'

/** Unpacks a picture beside the main thread, as large as it is needed. Rejects what no browser can show. */
export async function decodePicture(
  blob: Blob,
  chooseStep: (fileWidth: number) => SizeStep,
): Promise<DecodedPicture> {
  const full = await createImageBitmap(blob)
  const { width: fileWidth, height: fileHeight } = full
  const step = chooseStep(fileWidth)
  let bitmap = full
  if (step > 0) {
    const size = {
      resizeWidth: Math.max(1, Math.round(fileWidth / 2 ** step)),
      resizeHeight: Math.max(1, Math.round(fileHeight / 2 ** step)),
    }
    bitmap = await createImageBitmap(full, { ...size, resizeQuality: 'high' })
    full.close()
  }
  const { width, height } = bitmap
  return { source: bitmap, width, height, fileWidth, fileHeight, free: () => bitmap.close() }
}
