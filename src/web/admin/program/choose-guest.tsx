import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listCustomers } from '#contract/endpoints/customers.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import words from '../../design/words.module.css'
import { useCustomerName } from '../customers/use-customer-name.ts'
import { Loaded } from '../loaded.tsx'
import classes from './guest-phone.module.css'

type ChooseGuestProps = { onClose: () => void; onChoose: (customerId: string) => void }

const shownMax = 8

/** Somebody else to look at the program with. */
export function ChooseGuest({ onClose, onChoose }: ChooseGuestProps) {
  const { t } = useTranslation('program')
  const name = useCustomerName()
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 200)
  const found = useCall(
    listCustomers,
    { query: { limit: shownMax, ...(search ? { search } : {}) } },
    { keepPrevious: true },
  )
  return (
    <Dialog isOpen onClose={onClose} title={t('phone.chooseTitle')}>
      <TextInput
        data-autofocus
        label={t('phone.search')}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Loaded reply={found} shape="rows">
        {({ items }) =>
          items.length === 0 ? (
            <p className={words.muted}>{t('phone.notFound')}</p>
          ) : (
            <ul className={classes.found}>
              {items.map((customer) => (
                <li key={customer.id}>
                  <Button kind="word" onClick={() => onChoose(customer.id)}>
                    {name(customer)}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Dialog>
  )
}
