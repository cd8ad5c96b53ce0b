import type { PageFont } from './ground-messages.ts'

/** Not every browser that has a set of faces in workers has its class there too, Chromium 150 for one. */
function isFontFaceSet(set: unknown): set is FontFaceSet {
  return typeof set === 'object' && set !== null && 'add' in set && 'addEventListener' in set
}

/** The set of faces of this worker; null where the browser has none. */
export function workerFonts(): FontFaceSet | null {
  return 'FontFace' in self && 'fonts' in self && isFontFaceSet(self.fonts) ? self.fonts : null
}

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
