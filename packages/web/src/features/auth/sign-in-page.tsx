import { Link, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { PageFrame } from '../../app/page-frame.tsx'
import { AlreadySignedIn } from './already-signed-in.tsx'
import { AuthCard } from './auth-card.tsx'
import styles from './auth-pages.module.css'
import { lastAccount } from './ensure-signed-in.ts'
import { useGoOn } from './go-on.ts'
import { nextSearch } from './next-path.ts'
import { SignInForm } from './sign-in-form.tsx'
import { useRestoredLogin } from './use-restored-login.ts'

/** `/sign-in`: into an account there is. */
export function SignInPage() {
  const { t } = useTranslation()
  const goOn = useGoOn()
  const search = nextSearch(useSearch({ strict: false }))
  const { restored, lookAgain } = useRestoredLogin()
  const isIn = restored.name === 'here' && !restored.login.user.guest
  return (
    <PageFrame>
      {isIn ? (
        <AlreadySignedIn login={restored.login} onContinue={goOn} onLeft={lookAgain} />
      ) : (
        <AuthCard
          title={t('signIn.title')}
          text={t('signIn.text')}
          footer={
            <>
              <span>{t('signIn.new')}</span>
              <Link to="/register" search={search} className={styles.link}>
                {t('signIn.toRegister')}
              </Link>
              <Link to="/forgot" className={`${styles.link} ${styles.last}`}>
                {t('signIn.forgot')}
              </Link>
            </>
          }
        >
          <SignInForm email={lastAccount()} onSignedIn={({ leftGuest }) => goOn({ home: leftGuest })} />
        </AuthCard>
      )}
    </PageFrame>
  )
}
