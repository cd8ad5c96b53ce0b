import { type RestClient, RestError } from '@flowstate/client'
import { forgetCanvases } from '../canvases/visited-canvases.ts'
import { forgetAccount } from './ensure-signed-in.ts'

/**
 * Ends this login here and on the server, and forgets who it was: whoever sits here next need not know. Off line it ends here;
 * the server's part runs out by itself. Work that was not sent stays in the outbox of that person.
 */
export async function signOut(rest: RestClient): Promise<void> {
  try {
    await rest.post('/auth/logout')
  } catch (error) {
    if (!(error instanceof RestError) || error.status >= 500) throw error
  }
  rest.session.set(null)
  forgetAccount()
  forgetCanvases()
}
