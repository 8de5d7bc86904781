/** The mark of Roster: a list of people. */
export const Brand = ({ className = "size-5" }: { className?: string }) => (
  <svg viewBox="0 0 20 20" aria-hidden="true" className={className}>
    <rect width="20" height="20" rx="5" className="fill-solid" />
    <path
      d="M9 6.5h6M9 10h6M9 13.5h3.5"
      fill="none"
      strokeWidth="1.75"
      strokeLinecap="round"
      className="stroke-on-solid"
    />
    <g className="fill-on-solid">
      <circle cx="5.6" cy="6.5" r="1.15" />
      <circle cx="5.6" cy="10" r="1.15" />
      <circle cx="5.6" cy="13.5" r="1.15" />
    </g>
  </svg>
);
