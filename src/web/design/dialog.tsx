import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import classes from './dialog.module.css'

type DialogProps = {
  isOpen: boolean
  onClose: () => void
  title: ReactNode
  children: ReactNode
  /** Buttons, the one to press last; closing is offered beside them by itself. */
  actions?: ReactNode
  size?: 'narrow' | 'wide'
}

/** Asks before something that matters. What only informs belongs on the page. */
export function Dialog({
  isOpen,
  onClose,
  title,
  children,
  actions,
  size = 'narrow',
}: DialogProps) {
  const { t } = useTranslation('frame')
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      withCloseButton={false}
      size={size === 'narrow' ? 520 : 880}
      classNames={{
        content: classes.content,
        header: classes.header,
        title: classes.title,
        body: classes.body,
        overlay: classes.overlay,
      }}
    >
      {children}
      <div className={classes.actions}>
        <Button kind="plain" onClick={onClose}>
          {actions ? t('action.cancel') : t('action.close')}
        </Button>
        {actions}
      </div>
    </Modal>
  )
}
