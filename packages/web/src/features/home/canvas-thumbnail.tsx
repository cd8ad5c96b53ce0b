import { type RestClient, RestError } from '@flowstate/client'
import type { Canvas } from '@flowstate/protocol'
import { useQuery } from '@tanstack/react-query'
import { PencilLine } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useServices } from '../../app/services.ts'
import { useTheme } from '../../app/theme-store.ts'
import styles from './canvas-card.module.css'
import { withPageFonts } from './thumbnail-fonts.ts'

/** The picture of a version as SVG text; null when the server has none. */
async function readThumbnail(rest: RestClient, canvas: Canvas, theme: string): Promise<string | null> {
  try {
    return await rest.getText(`/canvases/${canvas.id}/thumbnail?theme=${theme}`)
  } catch (error) {
    if (error instanceof RestError && error.status === 404) return null
    throw error
  }
}

/** Whether the element has been in view, or near it, at any time. */
function useSeen() {
  const ref = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    const element = ref.current
    if (element === null) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return
        setSeen(true)
        observer.disconnect()
      },
      { rootMargin: '240px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { ref, seen }
}

/** An address for an SVG, given back when it is not shown any more. Scripts in a picture do not run. */
function usePictureUrl(svg: string | null): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (svg === null) {
      setUrl(null)
      return
    }
    let made: string | null = null
    let isOver = false
    void withPageFonts(svg).then((picture) => {
      if (isOver) return
      made = URL.createObjectURL(new Blob([picture], { type: 'image/svg+xml' }))
      setUrl(made)
    })
    return () => {
      isOver = true
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [svg])
  return url
}

/** How the canvas looks now. Asked for once it comes into view; the picture before stays until the new one is there. */
export function CanvasThumbnail({ canvas }: { readonly canvas: Canvas }) {
  const { rest } = useServices()
  const theme = useTheme((state) => state.theme)
  const { ref, seen } = useSeen()
  const { data, isError } = useQuery({
    queryKey: ['thumbnail', canvas.id, theme, canvas.version],
    enabled: seen && canvas.version > 0,
    queryFn: () => readThumbnail(rest, canvas, theme),
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    placeholderData: (before, query) =>
      query?.queryKey[1] === canvas.id && query.queryKey[2] === theme ? before : undefined,
  })
  const url = usePictureUrl(data ?? null)
  const isBlank = canvas.version === 0 || data === null || isError
  return (
    <div ref={ref} className={styles.picture} aria-hidden>
      {url !== null && <img src={url} alt="" draggable={false} />}
      {isBlank && <PencilLine className={styles.noPicture} strokeWidth={1.5} />}
    </div>
  )
}
