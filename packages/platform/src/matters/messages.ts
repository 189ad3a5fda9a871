import { defineMessages } from '@xiezhi/engine/message'

export const matterServiceMessages = defineMessages({
  'matter.not-found': { zh: '没有这件事项。', en: 'There is no such matter.' },
  'matter.newer-act': {
    zh: '刚才已有人办理过，请看过最新情况后再办。',
    en: 'Somebody has just acted on this; look at it again before you act.',
  },
})
