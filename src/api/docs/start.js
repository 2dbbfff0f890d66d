/* global SwaggerUIBundle */
window.ui = SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  docExpansion: 'list',
  // It would ask a server elsewhere.
  validatorUrl: null,
  // A key that was entered is gone with the page.
  persistAuthorization: false,
});
