import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'

/** Asks before entries that were not applied are lost by leaving the page. */
export function LeaveGuard({ isOpen }: { isOpen: boolean }) {
  const { t } = useTranslation('settings')
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => isOpen,
    enableBeforeUnload: isOpen,
    withResolver: true,
  })
  return (
    <Dialog
      isOpen={status === 'blocked'}
      onClose={() => reset?.()}
      title={t('save.leaveTitle')}
      actions={
        <Button kind="destructive" onClick={() => proceed?.()}>
          {t('save.leaveGo')}
        </Button>
      }
    >
      <p>{t('save.leave')}</p>
    </Dialog>
  )
}
