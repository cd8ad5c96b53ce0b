import type { CanvasClient } from '@flowstate/client'
import type { Canvas } from '@flowstate/protocol'
import { useEffect, useState } from 'react'
import { useServices } from '../../app/services.ts'
import { rememberCanvas } from './visited-canvases.ts'

/** The canvas as the server describes it now: others rename and move it while it is open, and while one is away (AC5). */
export function useDescribedCanvas(client: CanvasClient, entered: Canvas | null): Canvas | null {
  const { rest } = useServices()
  const [canvas, setCanvas] = useState(entered)
  const id = entered?.id

  useEffect(() => setCanvas(entered), [entered])
  useEffect(() => {
    if (id === undefined) return
    let isOver = false
    let isLive = false
    let wasAway = false
    const read = (): void => {
      rest.get<Canvas>(`/canvases/${id}`).then(
        (now) => {
          if (isOver) return
          client.describe(now)
          rememberCanvas(now)
          setCanvas(now)
        },
        // It comes with the next news, or with the next visit.
        () => undefined,
      )
    }
    const look = (): void => {
      const { name } = client.status().connection
      if (isLive && name === 'offline') wasAway = true
      isLive = name === 'live'
      if (!isLive || !wasAway) return
      wasAway = false
      read()
    }
    const unsubscribe = client.subscribe({ status: look, aboutCanvas: read })
    look()
    return () => {
      isOver = true
      unsubscribe()
    }
  }, [client, rest, id])
  return canvas
}
