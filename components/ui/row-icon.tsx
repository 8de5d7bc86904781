/**
 * The icons that stand in every row of a list, each as one path: an icon of the library is five elements and a component,
 * twenty-five times over. They are drawn as the library's are, whose circles are arcs here.
 *
 * @see https://lucide.dev/icons
 */
const paths = {
  ellipsis: "M13 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0M20 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0M6 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0",
  active: "M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0M16 9l-5.5 5.5L8 12",
  dormant:
    "M20.985 12.486a9 9 0 1 1-9.473-9.472c.405-.022.617.46.402.803a6 6 0 0 0 8.268 8.268c.344-.215.825-.004.803.401",
  suspended: "M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0M4.929 4.929 19.07 19.071",
};

export const RowIcon = ({ name, className = "" }: { name: keyof typeof paths; className?: string }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true" className={`lucide ${className}`}>
    <path d={paths[name]} />
  </svg>
);
