import { Link, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { PageFrame } from '../../app/page-frame.tsx'
import { AlreadySignedIn } from './already-signed-in.tsx'
import { AuthCard } from './auth-card.tsx'
import styles from './auth-pages.module.css'
import { useGoOn } from './go-on.ts'
import { nextSearch } from './next-path.ts'
import { RegisterForm } from './register-form.tsx'
import { useRestoredLogin } from './use-restored-login.ts'

/** `/register`: a new account. For a guest it is the same person with a name and a password, who goes on where they were. */
export function RegisterPage() {
  const { t } = useTranslation()
  const goOn = useGoOn()
  const search = nextSearch(useSearch({ strict: false }))
  const { restored, lookAgain } = useRestoredLogin()
  const claims = restored.name === 'here' && restored.login.user.guest
  return (
    <PageFrame>
      {restored.name === 'here' && !claims ? (
        <AlreadySignedIn login={restored.login} onContinue={goOn} onLeft={lookAgain} />
      ) : (
        <AuthCard
          title={claims ? t('register.claimTitle') : t('register.title')}
          text={claims ? t('register.claimText') : t('register.text')}
          footer={
            <>
              <span>{t('register.have')}</span>
              <Link to="/sign-in" search={search} className={styles.link}>
                {t('register.toSignIn')}
              </Link>
            </>
          }
        >
          {restored.name !== 'restoring' && <RegisterForm onRegistered={goOn} />}
        </AuthCard>
      )}
    </PageFrame>
  )
}
