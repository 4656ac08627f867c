// What valid means for the pages of the site: `make html`.
export default {
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // Only one <main> is ever shown, but the rule counts hidden ones. axe looks
    // at what is shown, in every end-to-end test.
    'unique-landmark': 'off',
    // Trunk writes <link/>, which is as good as <link>.
    'void-style': 'off',
  },
};
