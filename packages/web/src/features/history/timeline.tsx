import type { Canvas } from '@flowstate/protocol'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { GitCompare, LoaderCircle, X } from 'lucide-react'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import { createEditor } from '../../editor/editor.ts'
import { EditorContext, useEditor, useVersion } from '../../editor/editor-context.ts'
import surface from '../../editor/editor-surface.module.css'
import { createTextMeasurer } from '../../editor/measure-text.ts'
import { ZoomControl } from '../../editor/panels/zoom-control.tsx'
import { StageView } from '../../editor/stage-view.tsx'
import { formatMoment } from '../../lib/format-time.ts'
import { shownPerson } from '../../lib/shown-person.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { problemText } from '../home/home-problem.ts'
import { CheckpointBar } from './checkpoint-bar.tsx'
import { DifferenceMarks } from './comparing/difference-marks.tsx'
import { differencesBetween, withGhosts } from './comparing/differences.ts'
import { DifferencesPanel } from './comparing/differences-panel.tsx'
import { CopyFromPast } from './copy-from-past.tsx'
import { type CanvasHistory, readHistory, readStateAt } from './history-queries.ts'
import { keepInSight } from './keep-in-sight.ts'
import { useIsLate, usePaced, useSettled } from './paced-values.ts'
import { createStillCanvas } from './still-canvas.ts'
import styles from './timeline.module.css'
import { TimelineScrubber } from './timeline-scrubber.tsx'

function WhoAndWhen(props: {
  readonly history: CanvasHistory
  readonly version: number
  /** Its picture has yet to come. */
  readonly isLate: boolean
}) {
  const { t } = useTranslation()
  const { history, version, isLate } = props
  const entry = history.entries.find((one) => one.version === version)
  const person = entry?.userId === undefined ? undefined : history.people.get(entry.userId)
  return (
    <>
      {isLate ? (
        <LoaderCircle size={12} className={styles.turning} aria-hidden />
      ) : (
        <span className={styles.dot} style={{ background: person?.color ?? '#8a919e' }} aria-hidden />
      )}
      <div className={styles.who} aria-live="polite">
        <strong>
          {(person && shownPerson(person).displayName) ?? t('timeline.someone')}{' '}
          {entry === undefined ? '' : t(`kind.${entry.kind}`)}
        </strong>
        <span>
          {t('timeline.version', { version, head: history.head })}
          {isLate && ` · ${t('timeline.reading')}`}
          {entry === undefined || isLate ? '' : ` · ${formatMoment(entry.createdAt, new Date())}`}
        </span>
      </div>
    </>
  )
}

/** The past of a canvas: every version, who made it, and the way back to it. The canvas itself goes on being synced. */
export function Timeline(props: {
  readonly canvas: Canvas
  /** The version to begin with; 0 for the newest. */
  readonly at: number
  readonly mayEdit: boolean
  onClose(): void
}) {
  const { t } = useTranslation()
  const { rest } = useServices()
  const live = useEditor()
  const head = useVersion()
  const { canvas, mayEdit, onClose } = props
  const [still] = useState(() => createStillCanvas(live.port.view()))
  const [past] = useState(() => {
    const editor = createEditor(still.port, createTextMeasurer(), { images: live.images })
    const { camera } = live.store.getState()
    editor.store.setState({ readOnly: true, tool: 'hand', camera })
    return editor
  })
  const drawer = useRef<HTMLElement>(null)
  const isPlaced = useRef(false)
  const [chosen, setChosen] = useState<number | null>(props.at || null)
  const [isComparing, setComparing] = useState(false)
  const version = Math.max(1, chosen ?? head)
  const settled = useSettled(version)

  const history = useQuery({
    queryKey: ['history', canvas.id, head],
    queryFn: () => readHistory(rest, canvas.id),
    placeholderData: keepPreviousData,
  })
  const state = useQuery({
    queryKey: ['state', canvas.id, settled],
    enabled: head > 0,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    queryFn: () => readStateAt(rest, canvas.id, settled),
  })

  // Until the first has been read the canvas itself is seen, which is the newest.
  const isOther = state.isPlaceholderData || (state.isPending && settled !== head)
  const isLate = useIsLate(head > 0 && isOther)

  // The canvas goes on: with every version what is now is another.
  const comparedHead = usePaced(head)
  const differences = useMemo(() => {
    if (!isComparing || state.data === undefined || comparedHead === 0) return null
    return differencesBetween(state.data, live.port.view(), live.scene.ruler)
  }, [isComparing, state.data, live, comparedHead])

  useEffect(() => {
    if (state.data === undefined) return
    still.show(differences === null ? state.data : withGhosts(state.data, differences))
  }, [still, state.data, differences])

  useEffect(() => {
    live.port.setPresence({ at: settled >= head ? null : settled })
  }, [live, settled, head])
  useEffect(() => () => live.port.setPresence({ at: null }), [live])

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      // An open dialog takes its own Escape, and so does the field for a name.
      if (event.key !== 'Escape' || event.defaultPrevented) return
      if (event.target instanceof HTMLInputElement && event.target.type === 'text') return
      onClose()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [onClose])

  const hasVersions = history.data !== undefined
  // Once, when the sheet has its height: afterwards people look where they like.
  useLayoutEffect(() => {
    const sheetTop = drawer.current?.offsetTop
    if (!hasVersions || isPlaced.current || sheetTop === undefined) return
    isPlaced.current = true
    const { camera, viewport } = live.store.getState()
    const content = live.scene.contentBounds()
    past.store.setState({ camera: keepInSight(camera, viewport, { content, sheetTop }) })
  }, [live, past, hasVersions])

  const error = history.error ?? state.error
  const shown = useMemo(() => history.data ?? { entries: [], people: new Map(), head: 0 }, [history.data])
  return (
    <EditorContext value={past}>
      <main className={`${surface.surface} ${styles.past}`} data-late={isLate}>
        <StageView keyboard={false} fitFirst={false} />
        {differences !== null && <DifferenceMarks differences={differences} />}
        <div className={surface.islands}>
          <div className={surface.topLeft}>
            <ZoomControl />
            {!isComparing && <CopyFromPast />}
          </div>
        </div>
        {differences !== null && state.data !== undefined && (
          <DifferencesPanel
            key={state.data.version}
            canvasId={canvas.id}
            version={state.data.version}
            differences={differences}
            mayEdit={mayEdit}
            covered={drawer.current?.offsetHeight ?? 0}
          />
        )}
        <section ref={drawer} className={styles.drawer} aria-label={t('timeline.title')}>
          <div className={styles.head}>
            {head === 0 ? (
              <span className={styles.who}>{t('timeline.empty')}</span>
            ) : history.data === undefined ? (
              <span className={styles.who} role="status">
                {error === null ? t('timeline.loading') : t('timeline.title')}
              </span>
            ) : (
              <WhoAndWhen history={shown} version={version} isLate={isLate} />
            )}
            {head > 0 && (
              <IconButton
                label={t('compare.with')}
                side="top"
                pressed={isComparing}
                onClick={() => setComparing(!isComparing)}
              >
                <GitCompare size={18} aria-hidden />
              </IconButton>
            )}
            <IconButton label={t('close')} side="top" onClick={onClose}>
              <X size={18} aria-hidden />
            </IconButton>
          </div>
          {error !== null && (
            <p className={styles.problem} role="alert">
              {t('timeline.failed', { detail: problemText(error) })}
            </p>
          )}
          {head > 0 && (
            <>
              <TimelineScrubber
                history={shown}
                canvasId={canvas.id}
                head={head}
                version={version}
                ready={!state.isFetching && settled === version}
                onChange={setChosen}
              />
              <CheckpointBar
                canvasId={canvas.id}
                version={version}
                head={head}
                mayEdit={mayEdit}
                onGo={setChosen}
                onRestored={onClose}
                live={live}
              />
            </>
          )}
        </section>
      </main>
    </EditorContext>
  )
}
