{
  groups = [
    {
      name = "shop";
      rules = [ { alert = "ShopErrors"; expr = ''rate(http_requests_total{status=~"5.."}[5m]) > 1''; } ];
    }
  ];
}
