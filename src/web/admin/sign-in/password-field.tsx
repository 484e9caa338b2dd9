import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import classes from './password-field.module.css'

/** A password that can be looked at, by a word and not by an eye. */
export function PasswordField(props: TextInputProps) {
  const { t } = useTranslation('sign-in')
  const [isShown, setShown] = useState(false)
  return (
    <TextInput
      maxLength={128}
      spellCheck={false}
      autoCapitalize="none"
      {...props}
      type={isShown ? 'text' : 'password'}
      rightSectionWidth={92}
      rightSectionProps={{ className: classes.section }}
      rightSection={
        <Button
          kind="word"
          aria-label={isShown ? t('hidePassword') : t('showPassword')}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? t('hide') : t('show')}
        </Button>
      }
    />
  )
}
