import { Modal } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
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

const contentClasses = { content: `${classes.content}` }

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
  useFocusBack()
  return (
    <Modal.Root opened={isOpen} onClose={onClose} size={size === 'narrow' ? 520 : 880}>
      <Modal.Overlay className={classes.overlay} />
      {/* A className would also reach the layer around it and cover the page. */}
      <Modal.Content classNames={contentClasses}>
        <Modal.Body className={classes.body}>
          <Modal.Title className={classes.title}>{title}</Modal.Title>
          {children}
          <div className={classes.actions}>
            <Button kind="plain" onClick={onClose}>
              {actions ? t('action.cancel') : t('action.close')}
            </Button>
            {actions}
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

/** A dialog that is taken away whole cannot hand the focus back itself: it would be nowhere. */
function useFocusBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      setTimeout(() => {
        const isNowhere = document.activeElement === document.body
        if (isNowhere && before instanceof HTMLElement && before.isConnected) before.focus()
      })
    },
    [before],
  )
}
