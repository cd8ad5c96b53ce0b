import { Link, useLocation } from '@tanstack/react-router'
import { Clock3, Plus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Bone } from '../../ui/bone.tsx'
import { WorkspaceMark } from './workspace-mark.tsx'
import { NewWorkspaceDialog } from './workspace-name-dialog.tsx'
import styles from './workspace-nav.module.css'
import { useWorkspaces } from './workspace-queries.ts'
import marks from './workspaces.module.css'

/** The way to everything: what was worked on lately, and each workspace. */
export function WorkspaceNav() {
  const { t } = useTranslation()
  const { data: workspaces, isError } = useWorkspaces()
  const [making, setMaking] = useState(false)
  const nav = useRef<HTMLElement>(null)
  const place = useLocation({ select: ({ pathname }) => pathname.split('/')[2] })
  const known = workspaces !== undefined
  // On a phone the links stand in a row that is longer than the screen: where one is must be in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for again when the place changes or the names arrive
  useEffect(() => {
    nav.current
      ?.querySelector('[aria-current="page"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [place, known])
  return (
    <nav ref={nav} aria-label={t('workspaces.title')} className={styles.nav}>
      <Link to="/home" className={styles.navLink}>
        <span className={marks.mark} aria-hidden>
          <Clock3 size={15} />
        </span>
        <span>{t('home.title')}</span>
      </Link>
      {(known || !isError) && <h2>{t('workspaces.title')}</h2>}
      {workspaces === undefined && !isError && (
        <div className={styles.navBones}>
          <Bone height="20px" />
          <Bone height="20px" width="70%" />
        </div>
      )}
      {workspaces?.map((workspace) => (
        <Link
          key={workspace.id}
          to="/w/$workspaceId"
          params={{ workspaceId: workspace.id }}
          className={styles.navLink}
        >
          <WorkspaceMark workspace={workspace} />
          <span>{workspace.name}</span>
          <small className={styles.count} title={t('workspaces.canvases', { count: workspace.canvasCount })}>
            {workspace.canvasCount}
          </small>
        </Link>
      ))}
      <button type="button" className={styles.navLink} onClick={() => setMaking(true)}>
        <span className={`${marks.mark} ${marks.markPlain}`} aria-hidden>
          <Plus size={15} />
        </span>
        <span>{t('workspaces.new')}</span>
      </button>
      {making && <NewWorkspaceDialog onClose={() => setMaking(false)} />}
    </nav>
  )
}
