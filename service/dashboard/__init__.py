"""The pages: server-rendered, readable without JavaScript, on the private listener beside the API they share."""
