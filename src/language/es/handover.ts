import type { handover as english } from '../en/handover.ts';

export const handover: typeof english = {
  done: (name, to) => `«${name}» pasa a ${to}, que recibe el aviso; lo que ocurra se le dirá a esa persona.`,
  toYou: (by, name) => `${by} te ha traspasado «${name}»: ahora está a tu cargo.`,
  fromYou: (by, name, to) => `${by} ha traspasado «${name}» a ${to}, que ahora lo tiene a su cargo.`,
  unknown: (name) =>
    `Aquí no conozco a nadie llamado «${name}». No se cambió nada. Menciona a la persona con @, o que me escriba una vez.`,
  notTheirs: (name) => `Solo quien tiene «${name}» a su cargo, o un admin, puede traspasarlo. No se cambió nada.`,
  elsewhere: (name) => `«${name}» pertenece a otro espacio de trabajo y se traspasa allí. No se cambió nada.`,
  closed: (name) =>
    `«${name}» no se puede traspasar tal como está. No se cambió nada. Cuando esté en n8n, traspasa el workflow.`,
  same: (to, name) => `${to} ya tiene «${name}» a su cargo. No se cambió nada.`,
  hasApproved: (to, name) =>
    `${to} ya ha aprobado «${name}» y no puede asumirlo. No se cambió nada. Nombra a otra persona.`,
};
