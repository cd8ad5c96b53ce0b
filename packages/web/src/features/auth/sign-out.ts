import { RestError, type RestClient } from '@flowstate/client'

/** Ends this login here and on the server. Off line it ends here; the server's part runs out by itself. */
export async function signOut(rest: RestClient): Promise<void> {
  try {
    await rest.post('/auth/logout')
  } catch (error) {
    if (!(error instanceof RestError) || error.status >= 500) throw error
  }
  rest.session.set(null)
}
