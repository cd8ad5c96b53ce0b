import { RestError } from '@flowstate/client'
import { Outlet, useLocation } from '@tanstack/react-router'
import { CloudOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageFrame } from '../../app/page-frame.tsx'
import { PageError } from '../canvases/page-error.tsx'
import { WorkspaceNav } from '../workspaces/workspace-nav.tsx'
import { useWorkspaces } from '../workspaces/workspace-queries.ts'
import { useMyCanvases } from './canvas-queries.ts'
import styles from './home-pages.module.css'
import { isUnreachable, problemText } from './home-problem.ts'
import { HomeSearch } from './home-search.tsx'
import { HomeTrouble } from './home-trouble.tsx'
import { SearchResults } from './search-results.tsx'

function asksToSignIn(error: Error | null): boolean {
  if (!(error instanceof RestError)) return false
  return error.status === 401 || error.problem?.code === 'guests_off'
}

/** Around home, workspaces, members and trash: the search over everything, and the way to each workspace. */
export function HomeFrame() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const [search, setSearch] = useState({ pathname, query: '' })
  const canvases = useMyCanvases()
  const workspaces = useWorkspaces()
  const query = search.pathname === pathname ? search.query : ''
  const error = canvases.error ?? workspaces.error
  const loaded = canvases.data !== undefined && workspaces.data !== undefined
  const retry = (): void => {
    void canvases.refetch()
    void workspaces.refetch()
  }

  if (asksToSignIn(error) && error !== null) return <PageError error={error} onRetry={retry} />
  return (
    <PageFrame
      lead={<HomeSearch query={query} search={(typed) => setSearch({ pathname, query: typed })} />}
      aside={<WorkspaceNav />}
    >
      {error !== null && loaded && (
        <p className={styles.banner} role="status">
          <CloudOff size={18} aria-hidden />
          {isUnreachable(error) ? t('home.offline') : problemText(error)}
        </p>
      )}
      {error !== null && !loaded ? (
        <HomeTrouble alone error={error} onRetry={retry} />
      ) : query.trim() === '' ? (
        <Outlet />
      ) : (
        <SearchResults query={query} clear={() => setSearch({ pathname, query: '' })} />
      )}
    </PageFrame>
  )
}
