import { SearchX } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useWorkspaces } from '../workspaces/workspace-queries.ts'
import { CanvasBones } from './canvas-bones.tsx'
import { CanvasGrid } from './canvas-grid.tsx'
import { useMyCanvases } from './canvas-queries.ts'
import { ListChoices } from './canvas-toolbar.tsx'
import styles from './home-pages.module.css'
import { sortCanvases, useHomePreferences } from './home-preferences.ts'
import { rankByName } from './search-ranking.ts'

/** What the search finds, over everything the person can see. */
export function SearchResults(props: { readonly query: string; clear(): void }) {
  const { t } = useTranslation()
  const { data: canvases } = useMyCanvases()
  const { data: workspaces } = useWorkspaces()
  const sort = useHomePreferences((state) => state.sort)
  const { query } = props
  const found = useMemo(
    () => (canvases === undefined ? null : rankByName(sortCanvases(canvases, sort), query)),
    [canvases, sort, query],
  )
  if (found === null || workspaces === undefined) return <CanvasBones />
  const words = found.length === 0 ? t('home.nothingFound') : t('home.found', { count: found.length })
  if (found.length === 0)
    return (
      <div role="status">
        <EmptyState icon={SearchX} title={words} text={t('home.nothingFoundText', { query: query.trim() })}>
          <Button onClick={props.clear}>{t('home.clearSearch')}</Button>
        </EmptyState>
      </div>
    )
  return (
    <>
      <div className={styles.head}>
        <h1 aria-live="polite">{words}</h1>
        <ListChoices />
      </div>
      <CanvasGrid label={words} canvases={found} workspaces={workspaces} showPlaces />
    </>
  )
}
