import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { latePart } from '../../app/late-part.ts'
import { rereadAnswers } from '../../app/query-store.ts'
import { useServices } from '../../app/services.ts'
import { toast } from '../../ui/toasts.ts'

/** Makes a demo board and goes there; `making` while that takes its second or two. */
export function useDemo(): { readonly making: boolean; make(): Promise<void> } {
  const { t } = useTranslation()
  const { rest } = useServices()
  const navigate = useNavigate()
  const [making, setMaking] = useState(false)
  return {
    making,
    async make() {
      if (making) return
      setMaking(true)
      try {
        const { makeDemo } = await latePart(import('./make-demo.ts'))
        const canvas = await makeDemo(rest, t('demo.name'))
        await rereadAnswers(['canvases'])
        await navigate({ to: '/c/$canvasId', params: { canvasId: canvas.id } })
      } catch (error) {
        toast(t('demo.failed', { detail: error instanceof Error ? error.message : String(error) }))
      } finally {
        setMaking(false)
      }
    },
  }
}
