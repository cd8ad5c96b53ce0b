import { CursorChat } from './cursor-chat.tsx'
import { HeardWords } from './heard-words.tsx'
import { SpotlightBanner } from './spotlight-banner.tsx'

/** What people of a canvas do together: come to one place, and say a word at the cursor. */
export function Gathering() {
  return (
    <>
      <SpotlightBanner />
      <CursorChat />
      <HeardWords />
    </>
  )
}
