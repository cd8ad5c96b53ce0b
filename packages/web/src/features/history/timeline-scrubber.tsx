import type { CanvasId } from '@flowstate/engine'
import { useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { authorTrack, trackGradient } from './author-track.ts'
import { type CanvasHistory, readCheckpoints } from './history-queries.ts'
import styles from './timeline.module.css'

const playStepMs = 90
/** Steps a film has at most: a long history is told in larger strides. */
const playStepsMax = 220

/** The slider over all versions, coloured by author, with play. */
export function TimelineScrubber(props: {
  readonly history: CanvasHistory
  readonly canvasId: CanvasId
  readonly head: number
  readonly version: number
  /** Whether the picture of the version has arrived: the film waits for it. */
  readonly ready: boolean
  onChange(version: number): void
}) {
  const { t } = useTranslation()
  const { rest } = useServices()
  const { history, canvasId, head, version, ready, onChange } = props
  const [playing, setPlaying] = useState(false)
  const checkpoints = useQuery({
    queryKey: ['checkpoints', canvasId],
    queryFn: () => readCheckpoints(rest, canvasId),
  })
  const gradient = useMemo(() => trackGradient(authorTrack(history.entries, history.people)), [history])

  useEffect(() => {
    if (!playing || !ready) return
    const timer = setTimeout(() => {
      const stride = Math.max(1, Math.ceil(head / playStepsMax))
      onChange(Math.min(head, version + stride))
      if (version + stride >= head) setPlaying(false)
    }, playStepMs)
    return () => clearTimeout(timer)
  }, [playing, ready, version, head, onChange])

  const play = (): void => {
    if (!playing && version >= head) onChange(1)
    setPlaying(!playing)
  }
  const step = (by: number): void => {
    setPlaying(false)
    onChange(Math.min(head, Math.max(1, version + by)))
  }
  const share = (at: number): number => (head <= 1 ? 0 : (at - 1) / (head - 1))
  const PlayIcon = playing ? Pause : Play

  return (
    <div className={styles.scrubber}>
      <IconButton label={playing ? t('timeline.pause') : t('timeline.play')} side="top" onClick={play}>
        <PlayIcon size={17} aria-hidden />
      </IconButton>
      <IconButton label={t('timeline.previous')} side="top" disabled={version <= 1} onClick={() => step(-1)}>
        <ChevronLeft size={18} aria-hidden />
      </IconButton>
      <div className={styles.rail}>
        <div className={styles.track} style={{ backgroundImage: gradient }} aria-hidden>
          {(checkpoints.data ?? []).map((checkpoint) => (
            <span
              key={checkpoint.id}
              className={styles.mark}
              title={checkpoint.name}
              style={{ left: `${share(checkpoint.version) * 100}%` }}
            />
          ))}
        </div>
        <input
          type="range"
          className={styles.slider}
          aria-label={t('timeline.slider')}
          aria-valuetext={t('timeline.version', { version, head })}
          min={1}
          max={Math.max(1, head)}
          value={version}
          onChange={(event) => {
            setPlaying(false)
            onChange(Number(event.target.value))
          }}
        />
      </div>
      <IconButton label={t('timeline.next')} side="top" disabled={version >= head} onClick={() => step(1)}>
        <ChevronRight size={18} aria-hidden />
      </IconButton>
    </div>
  )
}
