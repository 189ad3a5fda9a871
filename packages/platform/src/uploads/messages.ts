import { defineMessages } from '@xiezhi/engine/message'

export const uploadMessages = defineMessages({
  'upload.not-found': {
    zh: '没有这个未完成的上传，可能已过期清理；请重新上传。',
    en: 'There is no such unfinished upload; it may have been cleared. Upload the file again.',
  },
  'upload.over': { zh: '这个文件已经上传完成。', en: 'This file has been uploaded already.' },
  'upload.busy': { zh: '这个文件正由另一个窗口上传。', en: 'This file is being sent from another window.' },
  'upload.broken': {
    zh: '上传中断，已收到的部分保留，可以接着上传。',
    en: 'The line broke; what has arrived is kept, and sending can go on.',
  },
  'upload.offset': {
    zh: '服务器已收到 {received} 字节，请从那里接着上传（本次从 {offset} 开始）。',
    en: '{received} bytes have arrived: go on from there (this part began at {offset}).',
  },
  'upload.not-all': {
    zh: '文件还没有传完：收到 {received} 字节，共 {bytes} 字节。',
    en: 'Not all has arrived: {received} of {bytes} bytes.',
  },
  'upload.too-many': {
    zh: '未完成的上传已有 {most} 个，请先完成或放弃一些。',
    en: 'There are {most} unfinished uploads: finish or give up some first.',
  },
  'upload.no-room': {
    zh: '服务器磁盘空间不足，放不下 {size} 的文件，请联系管理员。',
    en: 'The server’s disk has no room for a file of {size}: tell whoever runs it.',
  },
})
