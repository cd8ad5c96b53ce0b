import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AuthCard } from './auth-card.tsx'
import styles from './auth-pages.module.css'
import { forgetAccount, lastAccount } from './ensure-signed-in.ts'
import { RegisterForm } from './register-form.tsx'
import { SignInForm } from './sign-in-form.tsx'

/**
 * Stands where a page would be that needs somebody: on servers without guests, and where the login of an account has ended. What
 * was in the address stays, so a share link still lets people in afterwards.
 */
export function AccountDoor(props: { onIn(): void }) {
  const { t } = useTranslation()
  const [account, setAccount] = useState(lastAccount)
  const [isNew, setNew] = useState(false)
  const back = account !== ''
  const asGuest = (): void => {
    forgetAccount()
    setAccount('')
    props.onIn()
  }
  const other = isNew ? t('register.toSignIn') : t('signIn.toRegister')
  return (
    <main className={styles.door}>
      <AuthCard
        title={isNew ? t('register.title') : t('signIn.title')}
        text={back ? t('signIn.ended') : t('signIn.guestsOff')}
        footer={
          <>
            {!back && <span>{isNew ? t('register.have') : t('signIn.new')}</span>}
            <button type="button" className={styles.link} onClick={back ? asGuest : () => setNew(!isNew)}>
              {back ? t('signIn.asGuest') : other}
            </button>
            {!isNew && (
              <a className={`${styles.link} ${styles.last}`} href="/forgot">
                {t('signIn.forgot')}
              </a>
            )}
          </>
        }
      >
        {isNew ? (
          <RegisterForm onRegistered={props.onIn} />
        ) : (
          <SignInForm email={account} onSignedIn={props.onIn} />
        )}
      </AuthCard>
    </main>
  )
}
