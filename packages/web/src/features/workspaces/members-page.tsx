import { roleAtLeast } from '@flowstate/protocol'
import { useTranslation } from 'react-i18next'
import { Bone } from '../../ui/bone.tsx'
import { useSignedIn } from '../auth/use-signed-in.ts'
import pages from '../home/home-pages.module.css'
import { HomeTrouble } from '../home/home-trouble.tsx'
import { AddMemberForm } from './add-member-form.tsx'
import { useCurrentWorkspace } from './current-workspace.ts'
import { MemberRow } from './member-row.tsx'
import { useMembers } from './workspace-queries.ts'
import styles from './workspaces.module.css'

/** Who is in a workspace, with what role, and adding people. */
export function MembersPage() {
  const { t } = useTranslation()
  const workspace = useCurrentWorkspace()
  const members = useMembers(workspace.id)
  const userId = useSignedIn()?.user.id
  const mayAdd = roleAtLeast(workspace.role, 'admin')
  return (
    <div className={styles.narrow}>
      {mayAdd ? (
        <AddMemberForm workspace={workspace} />
      ) : (
        <p className={pages.text}>{t('members.onlyAdmins')}</p>
      )}
      {members.data !== undefined ? (
        <ul className={styles.rows} aria-label={t('members.title')}>
          {members.data.map((member) => (
            <MemberRow
              key={member.user.id}
              workspace={workspace}
              member={member}
              self={member.user.id === userId}
            />
          ))}
        </ul>
      ) : members.error === null ? (
        <div className={styles.rows} role="status" aria-label={t('home.loading')}>
          {['a', 'b', 'c'].map((key) => (
            <div key={key} className={styles.row}>
              <Bone width="40%" height="18px" />
            </div>
          ))}
        </div>
      ) : (
        <HomeTrouble error={members.error} onRetry={() => void members.refetch()} />
      )}
    </div>
  )
}
