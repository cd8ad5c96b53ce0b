import type { SignedIn } from '@flowstate/client'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import { Button } from '../../ui/button.tsx'
import { AuthCard } from './auth-card.tsx'
import styles from './auth-pages.module.css'
import { signOut } from './sign-out.ts'

/** Instead of a form, for people who have an account open already. */
export function AlreadySignedIn(props: { readonly login: SignedIn; onContinue(): void; onLeft(): void }) {
  const { t } = useTranslation()
  const { rest, queries } = useServices()
  const { displayName: name, email } = props.login.user
  const leave = async (): Promise<void> => {
    await signOut(rest)
    queries.clear()
    props.onLeft()
  }
  return (
    <AuthCard title={t('signIn.already')} text={t('signIn.alreadyText', { name, email: email ?? '' })}>
      <div className={styles.buttons}>
        <Button look="primary" onClick={props.onContinue}>
          {t('signIn.continue')}
        </Button>
        <Button onClick={() => void leave()}>{t('signIn.other')}</Button>
      </div>
    </AuthCard>
  )
}
