import { useNavigate } from '@tanstack/react-router'
import i18next from 'i18next'
import { useState } from 'react'
import { latePart } from '../../app/late-part.ts'
import { useServices } from '../../app/services.ts'
import { toast } from '../../ui/toasts.ts'

/** Makes a demo board and goes there; `making` while that takes its second or two. */
export function useDemo(): { readonly making: boolean; make(): Promise<void> } {
  const { rest } = useServices()
  const navigate = useNavigate()
  const [making, setMaking] = useState(false)
  return {
    making,
    async make() {
      if (making) return
      setMaking(true)
      try {
        const { openDemo } = await latePart(import('./open-demo.ts'))
        await openDemo(rest, (canvasId) => navigate({ to: '/c/$canvasId', params: { canvasId } }))
      } catch {
        // The part did not come.
        toast(i18next.t('error.offline'))
      } finally {
        setMaking(false)
      }
    },
  }
}
