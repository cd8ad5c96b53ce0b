import { useLocation, useNavigate } from '@tanstack/react-router'
import { LogIn, UserRound, UserRoundPlus } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { MenuItem, MenuLine } from '../../ui/menu.tsx'
import styles from './account-items.module.css'
import { rereadMyself } from './edit-myself.ts'
import { useSignedIn } from './use-signed-in.ts'

/** In the menu of a canvas: who one is, and what there is to do about that. The way back leads to this canvas. */
export function AccountItems() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const next = useLocation({ select: ({ pathname }) => pathname })
  const user = useSignedIn()?.user ?? null
  const { rest } = useServices()
  useEffect(() => void rereadMyself(rest), [rest])
  const isMember = user !== null && !user.guest
  return (
    <>
      {user !== null && (
        <DropdownMenu.Label className={styles.who}>
          <Avatar name={user.displayName} color={user.color} />
          <span className={styles.words}>
            <strong>{user.displayName}</strong>
            <small>{user.email ?? t('guest.noAccount')}</small>
          </span>
        </DropdownMenu.Label>
      )}
      {!isMember && (
        <>
          <MenuItem
            icon={UserRoundPlus}
            label={user === null ? t('frame.register') : t('guest.claim')}
            onSelect={() => void navigate({ to: '/register', search: { next } })}
          />
          <MenuItem
            icon={LogIn}
            label={t('frame.signIn')}
            onSelect={() => void navigate({ to: '/sign-in', search: { next } })}
          />
        </>
      )}
      {user !== null && (
        <MenuItem
          icon={UserRound}
          label={t('frame.profile')}
          onSelect={() => void navigate({ to: '/account' })}
        />
      )}
      <MenuLine />
    </>
  )
}
