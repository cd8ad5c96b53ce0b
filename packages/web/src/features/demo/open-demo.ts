import type { RestClient } from '@flowstate/client'
import type { CanvasId } from '@flowstate/engine'
import i18next from 'i18next'
import { rereadAnswers } from '../../app/query-store.ts'
import { toast } from '../../ui/toasts.ts'
import { makeDemo } from './make-demo.ts'

/** Makes a demo board and goes there; where that fails, says so. */
export async function openDemo(rest: RestClient, go: (id: CanvasId) => Promise<void>): Promise<void> {
  try {
    const canvas = await makeDemo(rest, i18next.t('demo.name'))
    await rereadAnswers(['canvases'])
    await go(canvas.id)
  } catch (error) {
    toast(i18next.t('demo.failed', { detail: error instanceof Error ? error.message : String(error) }))
  }
}
