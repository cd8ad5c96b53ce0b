import type { PageFont } from './ground-messages.ts'

/** Gives a worker the faces of its page. Resolves when those that the page has are there too; a face may fail. */
export async function loadFonts(
  set: FontFaceSet,
  fonts: readonly PageFont[],
  arrived: () => void,
): Promise<void> {
  const faces = fonts.map(({ family, source, descriptors, loaded }) => {
    const face = new FontFace(family, source, descriptors)
    set.add(face)
    return { face, loaded }
  })
  const needed = faces.filter(({ loaded }) => loaded).map(({ face }) => face.load())
  await Promise.allSettled(needed)
  set.addEventListener('loadingdone', arrived)
}
