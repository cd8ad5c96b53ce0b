import i18next from 'i18next'
import { loadLateWords } from '../../app/translations.ts'
import { type Editor, notify } from '../editor.ts'

/**
 * Uploads pictures of another canvas to this one, so that shapes pasted from there have something to show.
 * @returns the ids of those that are here now
 */
export async function bringImages(
  editor: Editor,
  from: string,
  assetIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const here = new Set<string>()
  for (const assetId of assetIds) {
    try {
      const asset = await editor.images.upload(await editor.images.fetchFrom(from, assetId))
      here.add(asset.id)
    } catch {
      // Told once, for all of them.
    }
  }
  const lost = assetIds.filter((id) => !here.has(id)).length
  if (lost > 0) {
    await loadLateWords().catch(() => undefined)
    notify(editor, i18next.t('image.notBrought', { count: lost }))
  }
  return here
}
