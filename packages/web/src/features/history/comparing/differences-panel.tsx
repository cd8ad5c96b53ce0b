import type { CanvasId, ShapeId } from '@flowstate/engine'
import { RotateCcw } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../../app/services.ts'
import { useEditor } from '../../../editor/editor-context.ts'
import { bringClear, type Covered } from '../../../editor/navigate/bring-clear.ts'
import { shapeName } from '../../../editor/shape-name.ts'
import { Button } from '../../../ui/button.tsx'
import controls from '../../../ui/controls.module.css'
import { problemText } from '../../home/home-problem.ts'
import { restoreVersion } from '../history-queries.ts'
import styles from './comparing.module.css'
import type { Difference } from './differences.ts'

/** A longer list nobody reads. */
const rowsMax = 300

/** Beside the canvas or, where that is narrow, above it. */
function coveredBy(panel: Element | null, viewportWidth: number): Covered {
  if (panel === null) return {}
  const { left, bottom, width } = panel.getBoundingClientRect()
  return width > viewportWidth / 2 ? { top: bottom } : { right: viewportWidth - left }
}

function Row(props: {
  readonly difference: Difference
  /** Absent where nothing may be brought back. */
  readonly choice?: { readonly isChosen: boolean; choose(isChosen: boolean): void }
  onShow(): void
}) {
  const { t } = useTranslation()
  const { difference, choice, onShow } = props
  const { shape, way, parts } = difference
  const name = shapeName(shape, t)
  return (
    <li className={styles.row}>
      {choice !== undefined && (
        <input
          type="checkbox"
          aria-label={t('compare.choose', { name })}
          checked={choice.isChosen}
          onChange={(event) => choice.choose(event.target.checked)}
        />
      )}
      <button type="button" className={styles.name} onClick={onShow}>
        <span className={styles.dot} data-way={way} aria-hidden />
        <strong>{name}</strong>
        <span>
          {way === 'changed'
            ? parts.map((part) => t(`compare.part.${part}`)).join(', ')
            : t(`compare.way.${way}`)}
        </span>
      </button>
    </li>
  )
}

/** What is otherwise than it was, in words, and the way back for each. */
export function DifferencesPanel(props: {
  readonly canvasId: CanvasId
  /** What is compared with now, and restored to. */
  readonly version: number
  readonly differences: readonly Difference[]
  readonly mayEdit: boolean
  /** How much of the window the sheet below covers, in CSS pixels. */
  readonly covered: number
}) {
  const { t } = useTranslation()
  const past = useEditor()
  const { rest } = useServices()
  const { canvasId, version, differences, mayEdit, covered } = props
  const [chosen, setChosen] = useState<ReadonlySet<ShapeId>>(new Set())
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const panel = useRef<HTMLElement>(null)
  const count = (way: Difference['way']): number => differences.filter((one) => one.way === way).length
  const ids = differences.map(({ shape }) => shape.id).filter((id) => chosen.has(id))
  const choose = (id: ShapeId, isChosen: boolean): void => {
    const next = new Set(chosen)
    if (isChosen) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  const show = (id: ShapeId): void => {
    const { width } = past.store.getState().viewport
    bringClear(past, [id], { ...coveredBy(panel.current, width), bottom: covered })
  }
  const restore = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      const hasChanged = await restoreVersion(rest, canvasId, version, ids)
      if (!hasChanged) setProblem(t('timeline.nothingToRestore'))
      setChosen(new Set())
    } catch (error) {
      setProblem(problemText(error))
    }
    setBusy(false)
  }
  return (
    <div className={styles.place} style={{ bottom: covered + 24 }}>
      <section
        ref={panel}
        className={`${controls.island} ${styles.panel}`}
        aria-label={t('compare.title', { version })}
      >
        <header className={styles.header}>
          <strong>{t('compare.title', { version })}</strong>
          <span aria-live="polite">
            {differences.length === 0
              ? t('compare.nothing')
              : t('compare.counts', {
                  changed: count('changed'),
                  removed: count('removed'),
                  added: count('added'),
                })}
          </span>
        </header>
        <ul className={styles.list}>
          {differences.slice(0, rowsMax).map((difference) => {
            const { id } = difference.shape
            return (
              <Row
                key={id}
                difference={difference}
                onShow={() => show(id)}
                {...(mayEdit
                  ? { choice: { isChosen: chosen.has(id), choose: (is: boolean) => choose(id, is) } }
                  : {})}
              />
            )
          })}
        </ul>
        {differences.length > rowsMax && (
          <p className={styles.more}>{t('compare.more', { count: differences.length - rowsMax })}</p>
        )}
        {problem !== null && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        {mayEdit && differences.length > 0 && (
          <Button look="primary" busy={isBusy} disabled={ids.length === 0} onClick={() => void restore()}>
            <RotateCcw size={16} aria-hidden />{' '}
            {t(ids.length === 0 ? 'compare.restoreNone' : 'compare.restore', { count: ids.length })}
          </Button>
        )}
      </section>
    </div>
  )
}
