filedesc://old.arc 0.0.0.0 20050102030405 text/plain 10
1 0 x
URL

http://e.org/ 1.1.1.1 20050102030405 text/html 46
HTTP/1.1 200 OK
Content-Type: text/html

<p>Nine
