/* global library */
// How cards look on this page; `page.ts` puts this text above that of client.js.

function hostConfig() {
  const color = (name) => ({ default: `var(--${name})`, subtle: `var(--${name}-soft)` });
  const foreground = {
    default: { default: 'var(--ink)', subtle: 'var(--ink-soft)' },
    dark: { default: 'var(--ink)', subtle: 'var(--ink-soft)' },
    light: { default: 'var(--ink)', subtle: 'var(--ink-soft)' },
    accent: color('accent'),
    good: color('good'),
    warning: color('warning'),
    attention: color('attention'),
  };
  const container = (name) => ({
    backgroundColor: name === 'default' ? 'transparent' : `var(--${name}-fill)`,
    foregroundColors: foreground,
  });
  const styles = ['default', 'emphasis', 'accent', 'good', 'warning', 'attention'];
  return new library.HostConfig({
    fontFamily: 'inherit',
    spacing: { small: 6, default: 10, medium: 16, large: 22, extraLarge: 30, padding: 16 },
    separator: { lineThickness: 1, lineColor: 'var(--line)' },
    fontSizes: { small: 13, default: 15, medium: 16, large: 18, extraLarge: 22 },
    fontWeights: { lighter: 400, default: 400, bolder: 650 },
    lineHeights: { small: 18, default: 22, medium: 23, large: 25, extraLarge: 29 },
    containerStyles: Object.fromEntries(styles.map((name) => [name, container(name)])),
    factSet: {
      title: { color: 'default', isSubtle: true, weight: 'default', wrap: true, maxWidth: 180 },
      value: { color: 'default', wrap: true },
      spacing: 18,
    },
    actions: {
      maxActions: 6,
      spacing: 'medium',
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
    },
    supportsInteractivity: true,
  });
}

window.hostConfig = hostConfig;
