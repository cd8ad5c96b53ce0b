import { useNavigate } from '@tanstack/react-router'
import { LogIn, LogOut, UserRound, UserRoundPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Menu, MenuItem, MenuLabel, MenuLine } from '../../ui/menu.tsx'
import styles from './account-menu.module.css'
import { rereadMyself } from './edit-myself.ts'
import { signOut } from './sign-out.ts'
import { useSignedIn } from './use-signed-in.ts'

/** Top right of every page: who this is, and what there is to do about that. */
export function AccountMenu() {
  const { t } = useTranslation()
  const { rest, queries } = useServices()
  const navigate = useNavigate()
  const user = useSignedIn()?.user ?? null
  const leave = async (): Promise<void> => {
    await signOut(rest)
    queries.clear()
    await navigate({ to: '/sign-in' })
  }
  return (
    <Menu
      onOpen={() => void rereadMyself(rest)}
      trigger={
        <button type="button" className={styles.me} aria-label={t('frame.account')}>
          {user === null ? (
            <UserRound size={20} aria-hidden />
          ) : (
            <Avatar name={user.displayName} color={user.color} />
          )}
        </button>
      }
    >
      {user !== null && (
        <>
          <MenuLabel>{user.email ?? `${user.displayName} (${t('guestName')})`}</MenuLabel>
          <MenuItem
            icon={UserRound}
            label={t('frame.profile')}
            onSelect={() => void navigate({ to: '/account' })}
          />
          <MenuLine />
        </>
      )}
      {(user === null || user.guest) && (
        <>
          <MenuItem
            icon={UserRoundPlus}
            label={t('frame.register')}
            onSelect={() => void navigate({ to: '/register' })}
          />
          <MenuItem
            icon={LogIn}
            label={t('frame.signIn')}
            onSelect={() => void navigate({ to: '/sign-in' })}
          />
        </>
      )}
      {user !== null && !user.guest && (
        <MenuItem icon={LogOut} label={t('frame.signOut')} onSelect={() => void leave()} />
      )}
    </Menu>
  )
}
